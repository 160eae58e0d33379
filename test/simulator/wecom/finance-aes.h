/* AES-256 in CBC, decryption only (FIPS 197), and base64: the stand-in links to no library. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static uint8_t forward_box[256], inverse_box[256];

static uint8_t times(uint8_t a, uint8_t b) {
  uint8_t product = 0;
  for (; b; b >>= 1) {
    if (b & 1) product ^= a;
    a = (uint8_t)((a << 1) ^ (a & 0x80 ? 0x1b : 0));
  }
  return product;
}

static uint8_t rotate(uint8_t x, int by) { return (uint8_t)((x << by) | (x >> (8 - by))); }

static uint8_t by_9[256], by_11[256], by_13[256], by_14[256];

/* The boxes from their definition: the inverse in GF(2^8), then the affine map. */
__attribute__((constructor)) static void make_boxes(void) {
  uint8_t p = 1, q = 1;
  do {
    p = (uint8_t)(p ^ (p << 1) ^ (p & 0x80 ? 0x1b : 0));
    q = (uint8_t)(q ^ (q << 1));
    q = (uint8_t)(q ^ (q << 2));
    q = (uint8_t)(q ^ (q << 4));
    if (q & 0x80) q ^= 0x09;
    forward_box[p] = (uint8_t)(q ^ rotate(q, 1) ^ rotate(q, 2) ^ rotate(q, 3) ^ rotate(q, 4) ^ 0x63);
  } while (p != 1);
  forward_box[0] = 0x63;
  for (int i = 0; i < 256; i++) {
    inverse_box[forward_box[i]] = (uint8_t)i;
    by_9[i] = times((uint8_t)i, 9);
    by_11[i] = times((uint8_t)i, 11);
    by_13[i] = times((uint8_t)i, 13);
    by_14[i] = times((uint8_t)i, 14);
  }
}

enum { ROUNDS = 14, SCHEDULE = 16 * (ROUNDS + 1) };

static void expand(const uint8_t key[32], uint8_t words[SCHEDULE]) {
  memcpy(words, key, 32);
  uint8_t constant = 1;
  for (int i = 32; i < SCHEDULE; i += 4) {
    uint8_t w[4];
    memcpy(w, words + i - 4, 4);
    if (i % 32 == 0) {
      uint8_t first = w[0];
      w[0] = forward_box[w[1]] ^ constant;
      w[1] = forward_box[w[2]];
      w[2] = forward_box[w[3]];
      w[3] = forward_box[first];
      constant = times(constant, 2);
    } else if (i % 32 == 16) {
      for (int k = 0; k < 4; k++) w[k] = forward_box[w[k]];
    }
    for (int k = 0; k < 4; k++) words[i + k] = words[i + k - 32] ^ w[k];
  }
}

static void add_round(uint8_t state[16], const uint8_t *words) {
  for (int i = 0; i < 16; i++) state[i] ^= words[i];
}

static void unmix(uint8_t state[16]) {
  for (uint8_t *c = state; c < state + 16; c += 4) {
    uint8_t a = c[0], b = c[1], d = c[2], e = c[3];
    c[0] = by_14[a] ^ by_11[b] ^ by_13[d] ^ by_9[e];
    c[1] = by_9[a] ^ by_14[b] ^ by_11[d] ^ by_13[e];
    c[2] = by_13[a] ^ by_9[b] ^ by_14[d] ^ by_11[e];
    c[3] = by_11[a] ^ by_13[b] ^ by_9[d] ^ by_14[e];
  }
}

static void unshift(uint8_t state[16]) {
  uint8_t before[16];
  memcpy(before, state, 16);
  for (int row = 0; row < 4; row++)
    for (int column = 0; column < 4; column++) state[row + 4 * ((column + row) % 4)] = inverse_box[before[row + 4 * column]];
}

/* In place; the first 16 bytes of `iv` begin the chain. */
static void aes256_cbc_decrypt(const uint8_t key[32], const uint8_t *iv, uint8_t *bytes, int length) {
  uint8_t words[SCHEDULE], chain[16], next[16];
  expand(key, words);
  memcpy(chain, iv, 16);
  for (uint8_t *block = bytes; block < bytes + length; block += 16) {
    memcpy(next, block, 16);
    add_round(block, words + 16 * ROUNDS);
    for (int round = ROUNDS - 1; round >= 0; round--) {
      unshift(block);
      add_round(block, words + 16 * round);
      if (round > 0) unmix(block);
    }
    add_round(block, chain);
    memcpy(chain, next, 16);
  }
}

static int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

/* The bytes, or NULL where a letter does not belong. */
static uint8_t *from_base64(const char *text, int *length) {
  size_t size = strlen(text);
  uint8_t *bytes = malloc(size + 4);
  uint32_t bits = 0;
  int held = 0, written = 0;
  for (size_t i = 0; i < size && text[i] != '='; i++) {
    int value = base64_value(text[i]);
    if (value < 0) {
      free(bytes);
      return NULL;
    }
    bits = (bits << 6) | (uint32_t)value;
    held += 6;
    if (held >= 8) bytes[written++] = (uint8_t)(bits >> (held -= 8));
  }
  *length = written;
  return bytes;
}
