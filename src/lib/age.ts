import { Encrypter } from 'age-encryption';

/** Seals to every recipient (age1…): only the holder of a matching identity can open it, the house cannot. */
export interface Sealer {
  seal(plain: string): Promise<Uint8Array>;
}

export function ageSealer(recipients: readonly string[]): Sealer {
  return {
    async seal(plain) {
      const encrypter = new Encrypter();
      for (const recipient of recipients) encrypter.addRecipient(recipient);
      return encrypter.encrypt(plain);
    },
  };
}
