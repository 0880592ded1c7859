/** What agents can do with an open session besides replying. */
export type AgentMove = 'claim' | 'takeOver' | 'release' | 'returnToBot' | 'close' | 'reopen'
