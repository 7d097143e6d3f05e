import { schema as official } from '@octokit/graphql-schema';
import { buildSchema, type GraphQLError, type GraphQLSchema, graphql as run } from 'graphql';
import { TypedError } from './graphql-error.ts';
import { mutations } from './mutations.ts';
import { type Asked, repository } from './queries.ts';
import type { Answer, Call } from './route.ts';

let schema: GraphQLSchema | undefined;

/** GitHub's own schema, which every request is checked against. */
function officialSchema(): GraphQLSchema {
  schema ??= buildSchema(official.idl, {
    assumeValid: true,
  });
  return schema;
}

/** Answers a query or mutation; errors stand in the answer, whose status is 200 all the same. */
export async function graphql(call: Call): Promise<Answer> {
  const { query, variables } = call.body;
  const asked: Asked = { state: call.state, token: call.token };
  const rootValue = {
    repository: (args: { owner: string; name: string }) => repository(asked, args),
    ...Object.fromEntries(
      Object.entries(mutations).map(([name, mutate]) => [
        name,
        ({ input }: { readonly input: never }) => mutate(asked, input),
      ]),
    ),
  };
  const result = await run({
    schema: officialSchema(),
    source: String(query),
    rootValue,
    variableValues: variables as Record<string, unknown>,
  });
  const { errors, data } = result;
  return {
    status: 200,
    body: { ...(data !== undefined && { data }), ...(errors && { errors: errors.map(shown) }) },
  };
}

function shown({ message, path, locations, originalError }: GraphQLError) {
  const type = originalError instanceof TypedError ? originalError.type : undefined;
  return { ...(type !== undefined && { type }), message, path, locations };
}
