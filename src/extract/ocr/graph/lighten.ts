import {
  floatAttribute,
  wholeAttribute,
  readGraph,
  writeGraph,
  type Graph,
  type Node,
  type Tensor,
} from '#extract/ocr/graph/graph.ts';

/**
 * The same network with fewer steps. PP-OCR scales and shifts after each convolution and spells its activation out in
 * four steps; on a processor these walks over memory cost as much as the convolutions. All rules are exact.
 */
export function lightened(model: Uint8Array): Uint8Array {
  const graph = readGraph(model);
  return writeGraph(model, forward(backward(shortened(graph))));
}

type Change = (graph: Graph, node: Node) => Graph | null;

/** Tries a rule at each node of the graph as it came, and goes on with what came of it. */
function everywhere(graph: Graph, change: Change): Graph {
  let now = graph;
  for (const { outputs } of graph.nodes) {
    const node = now.nodes.find((one) => one.outputs[0] === outputs[0]);
    now = (node && change(now, node)) ?? now;
  }
  return now;
}

/** `x · clip(x + 3, 0, 6) / 6` is said as `x · hardSigmoid(x)`. */
function shortened(graph: Graph): Graph {
  return everywhere(graph, (now, divide) => {
    const times = divide.operation === 'Div' && numberIn(now, divide, 1) === 6 ? maker(now, divide.inputs[0]) : null;
    if (times?.operation !== 'Mul') return null;
    const clip = times.inputs.map((name) => maker(now, name)).find((one) => one?.operation === 'Clip');
    const add = clip && hasBounds(now, clip, 0, 6) ? maker(now, clip.inputs[0]) : null;
    const source = add?.inputs[0];
    if (!clip || add?.operation !== 'Add' || numberIn(now, add, 1) !== 3 || !source) return null;
    if (!times.inputs.includes(source) || ![add, clip, times].every((one) => users(now, one).length === 1)) return null;
    const alpha = floatAttribute('alpha', 1 / 6);
    const beta = floatAttribute('beta', 0.5);
    const attributes = new Map(Object.entries({ alpha, beta }));
    return replaced(
      now,
      new Map([
        [add, []],
        [clip, [{ operation: 'HardSigmoid', inputs: [source], outputs: clip.outputs, attributes }]],
        [times, []],
        [divide, [{ ...times, outputs: divide.outputs }]],
      ]),
    );
  });
}

/** A number multiplied or added right after a convolution goes into its weights. */
function backward(graph: Graph): Graph {
  return everywhere(graph, (now, node) => {
    const step = scalarStep(now, node);
    const before = step ? maker(now, step.source) : null;
    if (!step || before?.operation !== 'Conv' || users(now, before).length !== 1) return null;
    const [scale, shift] = step.kind === 'Mul' ? [step.number, 0] : [1, step.number];
    const changed = reweighted(now, before, scale, (bias) => bias * scale + shift);
    return (
      changed &&
      replaced(
        changed.graph,
        new Map([
          [before, [{ ...changed.node, outputs: node.outputs }]],
          [node, []],
        ]),
      )
    );
  });
}

/** A number multiplied right before convolutions goes into their weights, and one added where no zeros are put around. */
function forward(graph: Graph): Graph {
  return everywhere(graph, (now, node) => {
    const step = scalarStep(now, node);
    const next = users(now, node);
    if (step?.kind !== 'Mul' || Math.abs(step.number) < 1e-3) return null;
    const add = next.length === 1 ? next[0] : undefined;
    const shift = add ? scalarStep(now, add) : null;
    if (!add || shift?.kind !== 'Add') return null;
    const convolutions = users(now, add);
    if (convolutions.length === 0 || !convolutions.every((one) => one?.operation === 'Conv')) return null;
    const isBare = convolutions.every((one) => one && !isPadded(one));
    let changed: Graph | null = now;
    for (const one of convolutions)
      changed =
        changed && one
          ? scaledBefore(
              changed,
              one,
              step.number,
              isBare ? shift.number : 0,
              isBare ? step.source : (add.outputs[0] ?? ''),
            )
          : null;
    if (!changed) return null;
    if (isBare)
      return replaced(
        changed,
        new Map([
          [node, []],
          [add, []],
        ]),
      );
    return withShift(changed, add, step.source, shift.number / step.number, convolutions[0], new Map([[node, []]]));
  });
}

/** Said as a convolution of one pixel and one plane: that stays in the order of memory convolutions want, an addition does not. */
function withShift(
  graph: Graph,
  add: Node,
  source: string,
  shift: number,
  next: Node | null | undefined,
  by: ReadonlyMap<Node, readonly Node[]>,
): Graph | null {
  const count = graph.floats.get(next?.inputs[1] ?? '')?.shape[0] ?? 0;
  if (!next || next.attributes.get('group')?.wholes[0] !== count) return null;
  const name = add.outputs[0] ?? '';
  const floats = new Map(graph.floats)
    .set(`${name}.one`, { shape: [count, 1, 1, 1], data: new Float32Array(count).fill(1) })
    .set(`${name}.shift`, { shape: [count], data: new Float32Array(count).fill(shift) });
  const attributes = new Map([
    ['group', wholeAttribute('group', [count], false)],
    ['kernel_shape', wholeAttribute('kernel_shape', [1, 1], true)],
  ]);
  const one: Node = {
    operation: 'Conv',
    inputs: [source, `${name}.one`, `${name}.shift`],
    outputs: add.outputs,
    attributes,
  };
  return replaced({ ...graph, floats }, new Map([...by, [add, [one]]]));
}

/** The convolution of `scale · x + shift`, told in terms of x. */
function scaledBefore(graph: Graph, node: Node, scale: number, shift: number, source: string): Graph | null {
  const weights = graph.floats.get(node.inputs[1] ?? '');
  if (!weights) return null;
  const size = weights.data.length / (weights.shape[0] ?? 1);
  const sum = (at: number): number =>
    weights.data.subarray(at * size, (at + 1) * size).reduce((all, one) => all + one, 0);
  const changed = reweighted(graph, node, scale, (bias, at) => bias + shift * sum(at));
  return (
    changed &&
    replaced(changed.graph, new Map([[node, [{ ...changed.node, inputs: [source, ...changed.node.inputs.slice(1)] }]]]))
  );
}

function reweighted(
  graph: Graph,
  node: Node,
  scale: number,
  biasOf: (bias: number, at: number) => number,
): { readonly graph: Graph; readonly node: Node } | null {
  const [source = '', weightsName = '', biasName] = node.inputs;
  const weights = graph.floats.get(weightsName);
  const bias = biasName === undefined ? null : graph.floats.get(biasName);
  if (!weights || bias === undefined) return null;
  const count = weights.shape[0] ?? 0;
  const own: Tensor = {
    shape: weights.shape,
    data: scale === 1 ? weights.data : weights.data.map((one) => one * scale),
  };
  const ownBias: Tensor = {
    shape: [count],
    data: Float32Array.from({ length: count }, (_, at) => biasOf(bias?.data[at] ?? 0, at)),
  };
  const name = node.outputs[0] ?? '';
  const names = [`${name}.weights`, `${name}.bias`] as const;
  const floats = new Map(graph.floats).set(names[0], own).set(names[1], ownBias);
  return { graph: { ...graph, floats }, node: { ...node, inputs: [source, ...names] } };
}

/** A step that multiplies by one number or adds one. */
function scalarStep(graph: Graph, node: Node) {
  if (node.operation !== 'Mul' && node.operation !== 'Add') return null;
  for (const side of [0, 1] as const) {
    const number = numberIn(graph, node, side);
    const source = node.inputs[1 - side];
    if (number !== null && source !== undefined) return { kind: node.operation, number, source } as const;
  }
  return null;
}

function isPadded({ attributes }: Node): boolean {
  return (attributes.get('pads')?.wholes ?? []).some((pad) => pad !== 0) || attributes.has('auto_pad');
}

/** Bounds are attributes in old models and inputs in newer ones. */
function hasBounds(graph: Graph, node: Node, low: number, high: number): boolean {
  const from = node.attributes.get('min')?.floats[0] ?? numberIn(graph, node, 1);
  const to = node.attributes.get('max')?.floats[0] ?? numberIn(graph, node, 2);
  return from === low && to === high;
}

function numberIn({ floats }: Graph, { inputs }: Node, at: number): number | null {
  const tensor = floats.get(inputs[at] ?? '');
  return tensor?.data.length === 1 ? (tensor.data[0] ?? null) : null;
}

function maker({ nodes }: Graph, name: string | undefined): Node | null {
  return nodes.find(({ outputs }) => name !== undefined && outputs.includes(name)) ?? null;
}

/** Who takes what a node makes; null stands for the world outside. */
function users({ nodes, outputs }: Graph, node: Node): readonly (Node | null)[] {
  const made = (name: string): boolean => node.outputs.includes(name);
  return [...nodes.filter(({ inputs }) => inputs.some(made)), ...outputs.filter(made).map(() => null)];
}

function replaced(graph: Graph, by: ReadonlyMap<Node, readonly Node[]>): Graph {
  return { ...graph, nodes: graph.nodes.flatMap((node) => by.get(node) ?? [node]) };
}
