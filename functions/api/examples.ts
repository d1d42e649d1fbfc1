/** Shown in the description of the API; the shape is checked by a test. */
export const askExamples = {
  request: { question: 'Quanti processi sono falliti ieri?', userId: 'maria', language: 'it' },
  response: {
    questionId: '6b0e7b8e-8f0b-4a51-9b70-6f7d3c6f6c1e',
    sessionId: 'b2f1c0de-3d8c-4d5a-8f77-0c6a1b9d2e34',
    language: 'it',
    kind: 'answer',
    category: 'BUSINESS_DATA',
    confidence: 0.98,
    answer: 'Ieri, venerdì 20 novembre, 12 esecuzioni hanno richiesto attenzione.',
    query: {
      metrics: ['failures'],
      timeRange: { from: '2026-11-19T23:00:00.000Z', to: '2026-11-20T23:00:00.000Z' },
    },
    claims: [
      {
        slot: 'failures',
        text: '12',
        value: 12,
        unit: 'count',
        evidence: 'e1',
        cells: [[0, 0]],
        formula: null,
      },
    ],
    evidence: [
      {
        id: 'e1',
        fingerprint: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        parameters: ['2026-11-19T23:00:00.000Z', '2026-11-20T23:00:00.000Z', 100],
        columns: ['failures'],
        rows: [[12]],
        readAt: '2026-11-21T02:36:00.000Z',
      },
    ],
    blocks: [],
    suggestions: ['E la settimana scorsa?'],
    cached: false,
    degraded: [],
    usage: { modelCalls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 },
    durationMs: 14,
  },
};
