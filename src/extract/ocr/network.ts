/** A neural network ready to run: one tensor of floats in, one out. */
export interface Network {
  run(input: Float32Array, shape: readonly number[]): Promise<NetworkOutput>;
  close(): Promise<void>;
}

export interface NetworkOutput {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}
