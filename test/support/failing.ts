import { Transient } from '#model/transient.ts';

/** The port with its `nth` call (counted from 1 over all methods, those of ports inside it too) throwing Transient. */
export function failing<Port extends object>(port: Port, nth: number): Port {
  let calls = 0;
  const wrap = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value === 'object' && value !== null) return wrap(value);
        if (typeof value !== 'function') return value;
        return (...params: unknown[]): unknown => {
          calls += 1;
          if (calls === nth)
            return Promise.reject(new Transient(`failing: expected an answer, got the failure of call ${nth}`));
          return Reflect.apply(value, target, params);
        };
      },
    });
  return wrap(port);
}
