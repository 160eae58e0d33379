declare module 'siphash' {
  const sip: { hash_uint(key: Uint32Array, message: Uint8Array): number };
  export default sip;
}
