import type { MapValue } from '../document/value.ts';
import type { Granted } from '../granted/granted.ts';
import type { Place } from '../place.ts';
import type { PlacedTemplate, Template } from '../template/template.ts';
import type { Warning } from './need.ts';
import type { Neighbours } from './related-resources.ts';

/** A flow as a reader found it: what the role is for, not yet what it needs. */
export interface Flow {
  readonly name: string;
  /** What questions call the flow: its name, or that with a number where several have it. */
  readonly label?: string;
  /** `path#fragment`, where the fragment names the flow inside a file that can hold several. */
  readonly source: string;
  readonly place: Place;
  readonly nodes: readonly FlowNode[];
  /** Set where the flow is given no definition: what its nodes need is then not known. */
  readonly lacksDefinition?: true;
  /** The ARN of the flow itself, where the file gives one (a GetFlow response). */
  readonly arn?: PlacedTemplate;
  readonly id?: PlacedTemplate;
  readonly executionRole?: PlacedTemplate;
  readonly encryptionKey?: PlacedTemplate;
  /** The day on which the flow was created, in UTC: `2026-03-01`. */
  readonly createdAt?: string;
  /** What the same template says about resources that the flow uses. */
  readonly neighbours: Neighbours;
  /** What the same file says that the flow's role has; missing in formats that have no roles. */
  readonly granted?: () => Granted;
  /** What the reader could not follow, though it may concern the flow. */
  readonly notes: readonly Warning[];
  /** Set for a flow that infrastructure code makes. */
  readonly origin?: FlowOrigin;
}

/** Where infrastructure code makes a flow; references of that code mean something there only. */
export type FlowOrigin = CloudFormationOrigin | TerraformOrigin;

/** A flow that is a resource of a CloudFormation template. */
export interface CloudFormationOrigin {
  readonly kind: 'cloudformation';
  readonly logicalId: string;
  /** The condition under which the template creates the flow. */
  readonly condition?: string;
  /** The logical id of the role that `ExecutionRoleArn` refers to in the same template. */
  readonly roleLogicalId?: string;
  /** The logical ids that the template has, which no new resource may take. */
  readonly logicalIds: readonly string[];
}

export interface TerraformRole {
  readonly address: string;
  /** Its name, where the module gives one. */
  readonly name?: Template;
}

/** A flow that is a resource of a Terraform module. */
export interface TerraformOrigin {
  readonly kind: 'terraform';
  /** The flow's address in its module: `aws_bedrockagent_flow.triage`. */
  readonly address: string;
  /** The directory of the module. */
  readonly module: string;
  /** The role that `execution_role_arn` refers to in the same module. */
  readonly role?: TerraformRole;
  /** The addresses that the module has, which no new resource may take. */
  readonly addresses: readonly string[];
  /** The data sources of the module that have no arguments, and so tell of the deployment itself. */
  readonly dataSources: readonly string[];
  /** Whether one block makes several flows: then its address has no `arn`. */
  readonly hasInstances?: boolean;
}

export interface FlowNode {
  /** The node's name; for a node inside a loop `LoopName/InnerName`. */
  readonly name: string;
  /** The node's kind as written, which need not be one this version knows. */
  readonly kind: string;
  readonly place: Place;
  /** The member of `configuration` named after the kind, keys in the API's camelCase. */
  readonly configuration?: MapValue;
  /** Keys beside the node's own, which Amazon Bedrock does not read. */
  readonly strays: readonly StrayKey[];
  /** The nodes inside a loop node. */
  readonly inner: readonly FlowNode[];
}

export interface StrayKey {
  readonly key: string;
  readonly place: Place;
}
