/** The shape of the window before the first answer. */
export function Skeleton({ isLost }: { readonly isLost: boolean }) {
  return (
    <div className="sandbox-wait" aria-busy={!isLost}>
      {isLost ? (
        <p className="note warn" role="alert">
          连不上演示服务，正在重试……请确认“周知”已经启动。
        </p>
      ) : (
        <>
          <span className="sr-only">正在读取</span>
          {[70, 45, 60, 38].map((width, row) => (
            <div key={width} className="skeleton-row" data-side={row % 2 ? 'right' : 'left'}>
              <div className="skeleton" style={{ width: `${width}%`, height: 44 }} />
            </div>
          ))}
        </>
      )}
    </div>
  );
}
