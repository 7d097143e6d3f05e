/** WebAssembly modules are taken into the build as bytes. */
declare module '*.wasm' {
  const bytes: Uint8Array;
  export default bytes;
}
