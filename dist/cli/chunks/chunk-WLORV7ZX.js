var o="aws bedrock-agent get-flow --flow-identifier FLOW_ID > flow.json";export{o as a};
