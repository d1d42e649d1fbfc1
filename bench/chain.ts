import { readFileSync } from 'node:fs';
import { StateMachine } from 'aws-local-stepfunctions';
import { keptGraph, langGraph } from './chain-graph.ts';
import { COLD, coldChains } from './chain-cold.ts';
import { keptRun, resumedRun } from './chain-kept.ts';
import { type Grown, isGrown, plain, QUESTION, steps } from './chain-steps.ts';
import { type Took, watched } from './chain-watched.ts';
import { cpuPerRun, type Length, type Part, round } from './measure.ts';

const onAny = (step: (document: Grown) => Promise<Grown>) => (document: unknown) => {
  if (!isGrown(document)) throw new Error('This is not the document of the chain');
  return step(document);
};

/** The very flow that is deployed, in the interpreter that one machine runs it with. */
const stateMachine = (): ((question: Grown) => Promise<unknown>) => {
  const flow = new URL('../infra/flow/answer.asl.json', import.meta.url);
  const text = readFileSync(flow, 'utf8').replaceAll(
    /\$\{(\w+)FunctionArn\}/g,
    (_, name: string) => `arn:aws:lambda:eu-west-1:000000000000:function:${name.toLowerCase()}`,
  );
  const machine = new StateMachine(JSON.parse(text));
  const taskResourceLocalHandlers = {
    Classify: onAny(steps.classify),
    Query: onAny(steps.query),
    Validate: onAny(steps.validate),
    Mask: onAny(steps.mask),
  };
  return (question) => machine.run(question, { overrides: { taskResourceLocalHandlers } }).result;
};

const EFFORT = {
  short: { rounds: 5, roundMs: 60 },
  usual: { rounds: 9, roundMs: 200 },
  long: { rounds: 25, roundMs: 500 },
};

const WATCHED = 'functions with deadline and trace';
const GRAPH = 'LangGraph.js';
const STATES = 'answer.asl.json, aws-local-stepfunctions';
const OURS_KEPT = 'functions, kept before each step';
const GRAPH_KEPT = 'LangGraph.js, MemorySaver';
const OURS_RESUMED = 'functions, kept and resumed after each step';
const GRAPH_RESUMED = 'LangGraph.js, MemorySaver, resumed after each step';

/** @throws Error when a contender does not give the answer that the plain chain gives. */
const agreed = async (runs: readonly ((question: Grown) => Promise<unknown>)[]): Promise<void> => {
  const { answer } = await plain(QUESTION);
  for (const run of runs)
    for (const found of [await run(QUESTION)].flat())
      if (!isGrown(found) || found.answer !== answer)
        throw new Error(`The chains differ: ${JSON.stringify(found)}`);
};

/** @throws Error when one is not gone on with after each of the first three steps. */
const resumedThrice = async (runs: readonly ((question: Grown) => Promise<unknown[]>)[]): Promise<void> => {
  for (const run of runs)
    if ((await run(QUESTION)).length !== 3) throw new Error('It is resumed after three steps');
};

/** @throws Error when a step that never ends is not left at the deadline, or a step is not in the trace. */
const watchedTruly = async (): Promise<void> => {
  const trace: Took[] = [];
  await watched(QUESTION, { trace });
  const never = { ...steps, validate: () => new Promise<never>(() => {}) };
  const [left] = await Promise.allSettled([watched(QUESTION, { ms: 30, work: never })]);
  if (
    trace.map(({ step }) => step).join(' ') !== 'classify query validate mask' ||
    left.status === 'fulfilled'
  )
    throw new Error('The watched chain does not watch');
};

/** @throws Error when the contenders do not come to the same. */
export const measureChain = async (length: Length): Promise<Part> => {
  const inStates = stateMachine();
  const inGraph = langGraph();
  const graph = keptGraph();
  await agreed([watched, inStates, inGraph, keptRun, graph.run, resumedRun, graph.resumed]);
  await resumedThrice([resumedRun, graph.resumed]);
  await watchedTruly();
  const cpu = await cpuPerRun(
    {
      'plain functions': () => plain(QUESTION),
      [WATCHED]: () => watched(QUESTION),
      [STATES]: () => inStates(QUESTION),
      [GRAPH]: () => inGraph(QUESTION),
      [OURS_KEPT]: () => keptRun(QUESTION),
      [GRAPH_KEPT]: () => graph.run(QUESTION),
      [OURS_RESUMED]: () => resumedRun(QUESTION),
      [GRAPH_RESUMED]: () => graph.resumed(QUESTION),
    },
    EFFORT[length],
  );
  const cold = await coldChains(length);
  const of = (name: string): number => cpu[name] ?? Number.NaN;
  const coldCpu = (name: string): number => cold[name]?.cpuMs ?? Number.NaN;
  const bare = of('plain functions');
  return {
    title: 'Four steps in a chain',
    includes:
      'CPU (user and system) of the process, a run; steps that do nothing but copy a small document; no network, no schema checks, no logs. Deadline: one for the run, which also leaves a step that never ends; trace: who took how long. Kept: in memory, as text. Median of rounds in turn, after warm-up. Cold: import and first call in a fresh process, bundled and minified, without the start of Node; the four functions load their catalog and schemas and refuse a document of no known shape. Medians.',
    figures: {
      ...Object.fromEntries(
        Object.entries(cpu).map(([name, micros]) => [
          name,
          { 'CPU µs': round(micros), '× plain': round(micros / bare) },
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(cold).map(([name, { wallMs, cpuMs }]) => [
          name,
          { 'cold CPU ms': round(cpuMs), 'cold ms': round(wallMs) },
        ]),
      ),
    },
    ratios: {
      'deadline and trace / plain': { value: of(WATCHED) / bare, tolerance: 1 },
      'state machine / plain': { value: of(STATES) / bare, tolerance: 1 },
      'state machine / LangGraph': { value: of(STATES) / of(GRAPH), tolerance: 0.5 },
      'kept / LangGraph': { value: of(OURS_KEPT) / of(GRAPH_KEPT), tolerance: 1 },
      'kept and resumed / LangGraph': { value: of(OURS_RESUMED) / of(GRAPH_RESUMED), tolerance: 1 },
      'cold / LangGraph': { value: coldCpu(COLD.plain) / coldCpu(COLD.graph), tolerance: 1 },
      'cold, four functions / LangGraph': {
        value: coldCpu(COLD.functions) / coldCpu(COLD.graph),
        tolerance: 0.5,
      },
    },
    aims: [
      { what: 'times plain functions, with deadline and trace', value: round(of(WATCHED) / bare), atMost: 4 },
      {
        what: 'times that LangGraph.js takes for a run with deadline and trace',
        value: round(of(GRAPH) / of(WATCHED)),
        atLeast: 200,
      },
      {
        what: 'times that the bare interpreter takes for it',
        value: round(of(STATES) / of(WATCHED)),
        atLeast: 4,
      },
      {
        what: 'times that LangGraph.js takes for a run that is kept and resumed',
        value: round(of(GRAPH_RESUMED) / of(OURS_RESUMED)),
        atLeast: 100,
      },
      {
        what: 'cold import and first call, of that of LangGraph.js',
        value: round(coldCpu(COLD.plain) / coldCpu(COLD.graph)),
        atMost: 1 / 6,
      },
    ],
  };
};
