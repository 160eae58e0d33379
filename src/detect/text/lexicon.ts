/** Finds all words of a list in one pass (Aho–Corasick); overlaps included. */
export interface Lexicon {
  readonly words: readonly string[];
  scan(text: string, found: (word: number, start: number, end: number) => void): void;
}

interface Node {
  readonly next: Map<number, number>;
  fail: number;
  /** Word that ends here, or -1. */
  word: number;
  /** Nearest node on the fail path that ends a word, or 0. */
  shorter: number;
}

export function compileLexicon(words: readonly string[]): Lexicon {
  const nodes = plant(words);
  link(nodes);
  const root = new Int32Array(0x10000);
  for (const [code, node] of nodes[0]?.next ?? []) root[code] = node;
  const step = (from: number, code: number): number => {
    let at = from;
    while (at !== 0) {
      const next = nodes[at]?.next.get(code);
      if (next !== undefined) return next;
      at = nodes[at]?.fail ?? 0;
    }
    return root[code] ?? 0;
  };
  return {
    words,
    scan(text, found) {
      let at = 0;
      for (let index = 0; index < text.length; index++) {
        at = step(at, text.charCodeAt(index));
        for (let hit = at; hit !== 0; hit = nodes[hit]?.shorter ?? 0) {
          const word = nodes[hit]?.word ?? -1;
          if (word >= 0) found(word, index + 1 - (words[word]?.length ?? 0), index + 1);
        }
      }
    },
  };
}

function plant(words: readonly string[]): Node[] {
  const nodes: Node[] = [newNode()];
  words.forEach((word, number) => {
    let at = 0;
    for (let index = 0; index < word.length; index++) {
      const code = word.charCodeAt(index);
      const next = nodes[at]?.next.get(code) ?? nodes.push(newNode()) - 1;
      nodes[at]?.next.set(code, next);
      at = next;
    }
    const last = nodes[at];
    if (last && at !== 0) last.word = number;
  });
  return nodes;
}

/** Breadth first, so that a node's fail target is linked before it. */
function link(nodes: readonly Node[]): void {
  const queue: number[] = [0];
  for (const at of queue) {
    for (const [code, child] of nodes[at]?.next ?? []) {
      const node = nodes[child];
      if (!node) continue;
      node.fail = at === 0 ? 0 : failOf(nodes, nodes[at]?.fail ?? 0, code);
      const target = nodes[node.fail];
      node.shorter = target && target.word >= 0 ? node.fail : (target?.shorter ?? 0);
      queue.push(child);
    }
  }
}

function failOf(nodes: readonly Node[], from: number, code: number): number {
  for (let at = from; ; at = nodes[at]?.fail ?? 0) {
    const next = nodes[at]?.next.get(code);
    if (next !== undefined) return next;
    if (at === 0) return 0;
  }
}

function newNode(): Node {
  return { next: new Map(), fail: 0, word: -1, shorter: 0 };
}
