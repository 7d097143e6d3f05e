/** The command that saves a flow that exists as a file that can be read. */
export const SAVE_FLOW = 'aws bedrock-agent get-flow --flow-identifier FLOW_ID > flow.json';
