import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { automaticFrom, temperaturesOf, type Trial } from '../../src/text/model/calibrate.ts';
import { createCommonPairs, takePairs } from '../../src/text/model/common-pairs.ts';
import { takeText } from '../../src/text/model/features.ts';
import { createHashTable } from '../../src/text/model/hash-table.ts';
import { createModel, type Model } from '../../src/text/model/model.ts';
import { HEADS, OUTPUT_COUNT } from '../../src/text/model/outputs.ts';
import { type Lesson, train, type TrainingOptions } from '../../src/text/model/train.ts';
import { BadWeights, decodeWeights, encodeWeights } from '../../src/text/model/weights.ts';
import { readMessage } from '../../src/text/normalise.ts';
import { perceive } from '../../src/text/perceive.ts';
import { MODEL } from '../fixtures/model.ts';

const THRESHOLDS = {
  automatic: 0.7,
  proposal: 0.25,
  denunciation: 0.3,
  complaint: 0.4,
  emergency: 0.6,
};

const lesson = (text: string, category: 'duong' | 'dien'): Lesson => ({
  perception: perceive(readMessage(text), []),
  category,
  kind: 'phan-anh',
  urgency: 'normal',
});

const LESSONS: readonly Lesson[] = [
  lesson('gạch lát quanh sân bị bong', 'duong'),
  lesson('gạch lát lối đi bong hết rồi', 'duong'),
  lesson('lối đi bong gạch', 'duong'),
  lesson('phích cắm bị lỏng', 'dien'),
  lesson('phích cắm nóng ran lên', 'dien'),
  lesson('ổ với phích đều lỏng', 'dien'),
];

const learnt = (lessons: readonly Lesson[], options: TrainingOptions = {}): Uint8Array => {
  const work = train(lessons, { leastLessons: 1, ...options });
  let step = work.next();
  while (step.done !== true) step = work.next();
  return encodeWeights({
    ...step.value,
    temperatures: Float64Array.from([1, 1, 1]),
    thresholds: THRESHOLDS,
  });
};

const categoryOf = (model: Model, text: string): string => {
  const { reading, names, signs } = perceive(readMessage(text), []);
  const shares = model.classify(reading, names, signs).category;
  return HEADS.category.codes[shares.indexOf(Math.max(...shares))] ?? '';
};

describe('training', () => {
  it('learns words that no list of ours knows', () => {
    const model = createModel(decodeWeights(learnt(LESSONS)));
    expect(categoryOf(model, 'gạch bong')).toBe('duong');
    expect(categoryOf(model, 'phích lỏng lắm')).toBe('dien');
  });

  it('gives the same bytes for the same lessons', () => {
    expect(learnt(LESSONS)).toEqual(learnt(LESSONS));
  });

  it('gives another version for another seed', () => {
    const [one, other] = [learnt(LESSONS), learnt(LESSONS, { seed: 2 })].map(decodeWeights);
    expect(one?.version).not.toBe(other?.version);
  });

  it('learns nothing about a question whose label is missing', () => {
    const lessons = LESSONS.map(({ perception, kind }) => ({ perception, ...(kind && { kind }) }));
    const model = createModel(decodeWeights(learnt(lessons)));
    const { reading, names, signs } = perceive(readMessage('gạch bong'), []);
    const { category } = model.classify(reading, names, signs);
    for (const share of category) expect(share).toBeCloseTo(1 / category.length);
  });

  it('keeps no more features than it may', () => {
    const weights = decodeWeights(learnt(LESSONS, { mostFeatures: 40 }));
    expect(weights.hashes.length).toBe(40);
  });

  it('says how far it has come', () => {
    const seen = [...train(LESSONS, { epochs: 3 })];
    expect(seen).toEqual([1, 2, 3].map((done) => ({ done, of: 3 })));
  });
});

describe('weights', () => {
  const bytes = learnt(LESSONS);

  it('come back as they were written', () => {
    const weights = decodeWeights(bytes);
    expect(encodeWeights(weights)).toEqual(bytes);
    expect(weights.thresholds).toEqual(THRESHOLDS);
  });

  it('are read from the middle of a larger buffer', () => {
    const pool = new Uint8Array(bytes.length + 20);
    pool.set(bytes, 13);
    const within = decodeWeights(pool.subarray(13, 13 + bytes.length));
    expect(encodeWeights(within)).toEqual(bytes);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['something else', new TextEncoder().encode('{"weights":[]}')],
    ['a part', bytes.subarray(0, bytes.length - 1)],
    ['a part of the header', bytes.subarray(0, 40)],
    ['more than all', Uint8Array.from([...bytes, 0])],
  ])('are refused when they are %s', (_, wrong) => {
    expect(() => decodeWeights(wrong)).toThrow(BadWeights);
  });

  it('are refused when a byte of the header makes no sense', () => {
    const broken = Uint8Array.from(bytes);
    broken[9] = 0;
    expect(() => decodeWeights(broken)).toThrow(BadWeights);
  });

  it.each([
    ['a threshold is missing', { thresholds: { automatic: 0.7 } as typeof THRESHOLDS }],
    ['a scale is beyond all measure', { scales: new Float64Array(OUTPUT_COUNT).fill(1e308) }],
    ['a feature is listed twice', { hashes: new Uint32Array(decodeWeights(bytes).hashes.length) }],
  ])('are refused when %s', (_, broken) => {
    const wrong = encodeWeights({ ...decodeWeights(bytes), ...broken });
    expect(() => decodeWeights(wrong)).toThrow(BadWeights);
  });

  it('that come with the program are no larger than two megabytes', () => {
    expect(encodeWeights(MODEL.weights).length).toBeLessThanOrEqual(2_000_000);
  });
});

describe('a model', () => {
  it('forgets one message before the next', () => {
    const opinion = () => {
      const { reading, names, signs } = perceive(readMessage('mất điện từ sáng'), []);
      return MODEL.classify(reading, names, signs);
    };
    const first = opinion();
    categoryOf(MODEL, 'đường hỏng, cầu gãy, rác thối');
    expect(opinion()).toEqual(first);
  });

  it('gives shares of one, whatever the text is', () => {
    assert(
      property(string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { reading, names, signs } = perceive(readMessage(text), []);
        for (const shares of Object.values(MODEL.classify(reading, names, signs)))
          expect(shares.reduce((sum: number, share: number) => sum + share, 0)).toBeCloseTo(1);
      }),
      { numRuns: 200 },
    );
  });

  it('does not learn where from what', () => {
    const features = (text: string, start: number): readonly number[] => {
      const hashes: number[] = [];
      takeText(readMessage(text), [{ start, end: start + 2 }], (hash) => hashes.push(hash));
      return hashes;
    };
    expect(features('mất nước ở cầu tre', 3)).toEqual(features('mất nước ở chợ mới', 3));
  });
});

describe('common pairs of words', () => {
  const pairsOf = (text: string) => {
    const hashes = new Set<number>();
    takePairs(readMessage(text), [], (hash) => hashes.add(hash));
    return createCommonPairs(Uint32Array.from(hashes));
  };
  const pair = (text: string) => {
    const [first, second] = readMessage(text).tokens;
    if (first === undefined || second === undefined) throw new Error('not two words');
    return [first, second] as const;
  };

  it('are known by their marks, and by their letters where there are none', () => {
    const pairs = pairsOf('mua cái đồng hồ');
    expect(pairs.has(...pair('đồng hồ'))).toBe(true);
    expect(pairs.has(...pair('dong ho'))).toBe(true);
    expect(pairs.has(...pair('đông hổ'))).toBe(false);
    expect(pairs.has(...pair('ho dong'))).toBe(false);
  });

  it('do not reach over the end of a sentence', () => {
    expect(pairsOf('hỏng rồi. sửa đi').has(...pair('rồi sửa'))).toBe(false);
  });
});

describe('a table of hashes', () => {
  it('finds what it holds where the list has it, and nothing else', () => {
    assert(
      property(array(constantFrom(...Array(5_000).keys()), { maxLength: 400 }), (numbers) => {
        // Multiples of a power of two fall into one slot, so that it must look further.
        const hashes = Uint32Array.from(new Set(numbers), (number) => number * 2 ** 17);
        const table = createHashTable(hashes);
        for (const [index, hash] of hashes.entries()) expect(table.find(hash)).toBe(index);
        expect(table.find(1)).toBe(-1);
      }),
    );
  });
});

describe('calibration', () => {
  const trial = (confidence: number, isRight: boolean): Trial => {
    const category = new Float64Array(HEADS.category.codes.length).fill((1 - confidence) / 18);
    category[0] = confidence;
    return {
      opinion: {
        category,
        kind: Float64Array.from([1, 0, 0, 0, 0, 0]),
        urgency: Float64Array.from([1, 0, 0]),
      },
      category: isRight ? 'duong' : 'dien',
    };
  };

  it('tempers a model that is too sure of itself', () => {
    const boasting = Array.from({ length: 100 }, (_, at) => trial(0.99, at < 60));
    expect(temperaturesOf(boasting)[0]).toBeGreaterThan(1.5);
  });

  it('takes without asking only where enough is right', () => {
    const trials = [
      ...Array.from({ length: 50 }, () => trial(0.9, true)),
      ...Array.from({ length: 50 }, (_, at) => trial(0.5, at < 10)),
    ];
    expect(automaticFrom(trials, 1, 0.95)).toBeGreaterThan(0.5);
    expect(automaticFrom(trials, 1, 0.95)).toBeLessThanOrEqual(0.9);
  });
});
