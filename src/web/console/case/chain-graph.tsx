import type { SeenWire } from '#model/desk-wire.ts';
import { clockTime, monthDay } from '#web/kit/time.ts';

const laneHeight = 64;
const left = 172;
const width = 660;
const gapLeft = 30;

/** Groups are lanes, posts are dots in the order of time, each line leads to the next post: how it went from group to group. */
export function ChainGraph({ chain, here }: { readonly chain: readonly SeenWire[]; readonly here: string }) {
  const lanes = [...new Set(chain.map(({ groupName }) => groupName))];
  const dots = placed(chain, lanes);
  const height = lanes.length * laneHeight + 12;
  return (
    // Scrolled by keyboard where the window is narrow.
    <div className="chain-wrap" role="group" aria-label="流转图" tabIndex={0}>
      <svg className="chain-graph" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={spoken(chain)}>
        <defs>
          <marker id="chain-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 8 4 0 8z" className="chain-head" />
          </marker>
        </defs>
        {lanes.map((lane, at) => (
          <g key={lane}>
            <line x1={left} x2={width - 8} y1={laneY(at)} y2={laneY(at)} className="chain-lane" />
            <text x={0} y={laneY(at) + 5} className="chain-name">
              {lane.length > 13 ? `${lane.slice(0, 12)}…` : lane}
              <title>{lane}</title>
            </text>
          </g>
        ))}
        {dots.slice(1).map((dot, at) => {
          const from = dots[at];
          return from && <path key={at} d={edge(from, dot)} className="chain-edge" markerEnd="url(#chain-arrow)" />;
        })}
        {dots.map(({ x, y, seen }, at) => (
          <g key={at}>
            <circle
              cx={x}
              cy={y}
              r={seen.case === here ? 10 : 8}
              className={`chain-dot ${toneOf(seen)}${seen.case === here ? ' is-here' : ''}`}
            />
            <text x={x} y={y - 15} className="chain-time">
              {at === 0 ? `${monthDay(seen.at)} ${clockTime(seen.at)}` : clockTime(seen.at)}
            </text>
            <text x={x} y={y + 26} className="chain-who">
              {seen.senderName ?? '未立案'}
            </text>
          </g>
        ))}
      </svg>
      <p className="faint phone-only">左右滑动看完整的图</p>
      <p className="legend faint">
        <span>
          <span className="dot chain-standing" aria-hidden="true" /> 还在群里
        </span>
        <span>
          <span className="dot chain-gone" aria-hidden="true" /> 已撤回
        </span>
        <span>
          <span className="dot chain-unknown" aria-hidden="true" /> 未立案
        </span>
        <span>粗圈是本案</span>
      </p>
    </div>
  );
}

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly seen: SeenWire;
}

/** Steps of equal width: minutes and days side by side would press the first hour into one dot. */
function placed(chain: readonly SeenWire[], lanes: readonly string[]): readonly Dot[] {
  const step = chain.length > 1 ? (width - left - 2 * gapLeft - 20) / (chain.length - 1) : 0;
  return chain.map((seen, at) => ({
    seen,
    x: left + gapLeft + at * step,
    y: laneY(lanes.indexOf(seen.groupName)),
  }));
}

function laneY(lane: number): number {
  return lane * laneHeight + 32;
}

/** Ends before the dot, so that the arrow's head is seen. */
function edge(from: Dot, to: Dot): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  return `M${from.x + ux * 12} ${from.y + uy * 12} L${to.x - ux * 13} ${to.y - uy * 13}`;
}

function toneOf(seen: SeenWire): string {
  if (seen.case === null) return 'chain-unknown';
  return seen.isWithdrawn ? 'chain-gone' : 'chain-standing';
}

function spoken(chain: readonly SeenWire[]): string {
  const steps = chain.slice(0, 8).map(({ at, groupName }) => `${clockTime(at)} ${groupName}`);
  return `流转图：${steps.join('，然后 ')}${chain.length > 8 ? '……' : ''}。详见下面的表格。`;
}
