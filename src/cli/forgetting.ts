/** How somebody forgets one thing; no part of it knows FSRS. Days are counted from 0. */
export interface Trace {
  chanceAt(day: number): number;
  practise(day: number, isRight: boolean): void;
}

export interface Forgetting {
  readonly name: string;
  /** `talent`: about -2 to 2, from a normal distribution. */
  trace(talent: number): Trace;
}

/** Half-life regression (Settles and Meeder, ACL 2016): the form is theirs, the weights are ours: three days at first. */
export const halfLife: Forgetting = {
  name: '半衰期回归',
  trace(talent) {
    let right = 0;
    let wrong = 0;
    let last = -Infinity;
    return {
      chanceAt(day) {
        const exponent = 2 * Math.sqrt(1 + right) - 0.4 * Math.sqrt(1 + wrong) + 0.5 * talent;
        return 2 ** (-(day - last) / 2 ** exponent);
      },
      practise(day, isRight) {
        if (last >= 0 && isRight) right++;
        if (last >= 0 && !isRight) wrong++;
        last = day;
      },
    };
  },
};

/** ACT-R with decay by activation (Pavlik and Anderson, Cognitive Science 2005), with their parameters; it knows the spacing effect. */
export const activation: Forgetting = {
  name: 'ACT-R 激活',
  trace(talent) {
    const decayIntercept = 0.177;
    const decayScale = 0.217;
    const threshold = -0.704;
    const noise = 0.255;
    // Between sessions time passes at this rate, in seconds.
    const secondsADay = 86_400 * 0.025;
    const practised: { readonly day: number; readonly decay: number }[] = [];
    const activationAt = (day: number): number =>
      Math.log(practised.reduce((sum, one) => sum + Math.max(1, (day - one.day) * secondsADay) ** -one.decay, 0));
    return {
      chanceAt: (day) => 1 / (1 + Math.exp((threshold - activationAt(day) - 0.2 * talent) / noise)),
      practise: (day) => {
        const before = practised.length === 0 ? 0 : Math.exp(activationAt(day));
        practised.push({ day, decay: decayScale * before + decayIntercept });
      },
    };
  },
};
