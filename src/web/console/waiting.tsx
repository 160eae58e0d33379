/** Grey lines while something is being read. */
export function Waiting() {
  return (
    <div className="panel shell-wait" aria-busy="true">
      <span className="sr-only">正在读取</span>
      {['long', 'middle', 'longer', 'short'].map((width) => (
        <div key={width} className={`skeleton line ${width}`} />
      ))}
    </div>
  );
}
