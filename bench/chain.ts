import { readFileSync } from 'node:fs';
import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { StateMachine } from 'aws-local-stepfunctions';
import { cpuPerRun, type Length, type Part, round } from './measure.ts';

/** A small document that grows as the real one does; the work of a step is nothing, so the rest is the chain. */
type Grown = {
  questionId: string;
  text: string;
  next?: string;
  reads?: string[];
  evidence?: number[];
  claims?: number[];
  answer?: string;
};
const isGrown = (value: unknown): value is Grown =>
  typeof value === 'object' && value !== null && 'questionId' in value;

const QUESTION: Grown = { questionId: 'q1', text: 'Quanti processi sono falliti ieri?' };

const steps = {
  classify: async (document: Grown) => ({ ...document, next: 'query', reads: ['e1'] }),
  query: async (document: Grown) => ({ ...document, evidence: [12, 240] }),
  validate: async (document: Grown) => ({ ...document, claims: [12] }),
  mask: async (document: Grown) => ({ ...document, answer: `${document.claims?.[0]}` }),
};

const plain = async (question: Grown): Promise<Grown> => {
  const classified = await steps.classify(question);
  if (classified.next !== 'query') return steps.mask(classified);
  return steps.mask(await steps.validate(await steps.query(classified)));
};

/** The same with what no real chain goes without: a deadline for each step, and who took how long. */
const watched = async (question: Grown): Promise<Grown> => {
  const trace: { step: string; ms: number }[] = [];
  const run = async (step: keyof typeof steps, document: Grown): Promise<Grown> => {
    const startedAt = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${step} is late`)), 10_000);
    });
    try {
      return await Promise.race([steps[step](document), late]);
    } finally {
      clearTimeout(timer);
      trace.push({ step, ms: performance.now() - startedAt });
    }
  };
  const classified = await run('classify', question);
  if (classified.next !== 'query') return run('mask', classified);
  return run('mask', await run('validate', await run('query', classified)));
};

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

const langGraph = (): ((question: Grown) => Promise<unknown>) => {
  const State = Annotation.Root({
    questionId: Annotation<string>,
    text: Annotation<string>,
    next: Annotation<string | undefined>,
    reads: Annotation<string[] | undefined>,
    evidence: Annotation<number[] | undefined>,
    claims: Annotation<number[] | undefined>,
    answer: Annotation<string | undefined>,
  });
  const graph = new StateGraph(State)
    .addNode('to classify', steps.classify)
    .addNode('to query', steps.query)
    .addNode('to validate', steps.validate)
    .addNode('to mask', steps.mask)
    .addEdge(START, 'to classify')
    .addConditionalEdges('to classify', ({ next }) => (next === 'query' ? 'to query' : 'to mask'))
    .addEdge('to query', 'to validate')
    .addEdge('to validate', 'to mask')
    .addEdge('to mask', END)
    .compile();
  return (question) => graph.invoke(question);
};

const EFFORT = {
  short: { rounds: 5, roundMs: 60 },
  usual: { rounds: 9, roundMs: 200 },
  long: { rounds: 25, roundMs: 500 },
};

/** @throws Error when a contender does not give the answer that the plain chain gives. */
export const measureChain = async (length: Length): Promise<Part> => {
  const inStates = stateMachine();
  const inGraph = langGraph();
  const wanted = (await plain(QUESTION)).answer;
  for (const run of [watched, inStates, inGraph]) {
    const found = await run(QUESTION);
    if (!isGrown(found) || found.answer !== wanted)
      throw new Error(`The chains differ: ${JSON.stringify(found)}`);
  }
  const cpu = await cpuPerRun(
    {
      'plain functions': () => plain(QUESTION),
      'functions with deadline and trace': () => watched(QUESTION),
      'answer.asl.json, aws-local-stepfunctions': () => inStates(QUESTION),
      'LangGraph.js': () => inGraph(QUESTION),
    },
    EFFORT[length],
  );
  const of = (name: string): number => cpu[name] ?? Number.NaN;
  const [bare, states, graph] = [
    of('plain functions'),
    of('answer.asl.json, aws-local-stepfunctions'),
    of('LangGraph.js'),
  ];
  return {
    title: 'Four steps in a chain',
    includes:
      'CPU (user and system) of the process, a run; steps that do nothing but copy a small document; no network, no schema checks, no logs. Median of rounds in turn, after warm-up.',
    figures: Object.fromEntries(
      Object.entries(cpu).map(([name, micros]) => [
        name,
        { 'CPU µs': round(micros), '× plain': round(micros / bare) },
      ]),
    ),
    ratios: {
      'deadline and trace / plain': { value: of('functions with deadline and trace') / bare, tolerance: 1 },
      'state machine / plain': { value: states / bare, tolerance: 1 },
      'state machine / LangGraph': { value: states / graph, tolerance: 0.5 },
    },
    aims: [],
  };
};
