import { Annotation, END, MemorySaver, START, StateGraph } from '@langchain/langgraph';
import { type Grown, steps } from './chain-steps.ts';

const graphOf = (checkpointer?: MemorySaver) => {
  const State = Annotation.Root({
    questionId: Annotation<string>,
    text: Annotation<string>,
    next: Annotation<string | undefined>,
    reads: Annotation<string[] | undefined>,
    evidence: Annotation<number[] | undefined>,
    claims: Annotation<number[] | undefined>,
    answer: Annotation<string | undefined>,
  });
  return new StateGraph(State)
    .addNode('to classify', steps.classify)
    .addNode('to query', steps.query)
    .addNode('to validate', steps.validate)
    .addNode('to mask', steps.mask)
    .addEdge(START, 'to classify')
    .addConditionalEdges('to classify', ({ next }) => (next === 'query' ? 'to query' : 'to mask'))
    .addEdge('to query', 'to validate')
    .addEdge('to validate', 'to mask')
    .addEdge('to mask', END)
    .compile(checkpointer && { checkpointer });
};

export const langGraph = (): ((question: Grown) => Promise<unknown>) => {
  const graph = graphOf();
  return (question) => graph.invoke(question);
};

/** The graph with what it keeps of each run in memory, and gone on with from there. */
export const keptGraph = () => {
  const saver = new MemorySaver();
  const graph = graphOf(saver);
  let threads = 0;
  const begin = async (question: Grown) => {
    const thread = { configurable: { thread_id: `t${(threads += 1)}` } };
    return { thread, answer: await graph.invoke(question, thread) };
  };
  return {
    run: async (question: Grown): Promise<unknown> => {
      const { thread, answer } = await begin(question);
      await saver.deleteThread(thread.configurable.thread_id);
      return answer;
    },
    /** What it comes to when it is resumed after each step but the last, from the first on. */
    resumed: async (question: Grown): Promise<unknown[]> => {
      const { thread } = await begin(question);
      const points = [];
      for await (const state of graph.getStateHistory(thread)) {
        const [next] = state.next;
        if (next !== undefined && next !== START && next !== 'to classify') points.unshift(state.config);
      }
      const answers = [];
      for (const point of points) answers.push(await graph.invoke(null, point));
      await saver.deleteThread(thread.configurable.thread_id);
      return answers;
    },
  };
};
