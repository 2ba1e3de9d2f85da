/**
 * One route of the management API, said once: validation, permission, the OpenAPI document and the docs are made from it.
 */
import type { z } from 'zod'
import type { RequestOrigin } from '../../platform/audit/record.ts'
import type { Action, Subject } from '../../platform/policy.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { HttpRequest } from '../../protocol/http.ts'
import type { Caller } from './credentials.ts'

type Params<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Params<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

export type ParamsOf<Path extends string> = Readonly<Record<Params<Path>, string>>

/** What a route acts on: the facts for the policy, and the thing itself. */
export interface Found<Thing> {
  readonly subject: Subject
  readonly thing: Thing
}

/** What every handler may use. */
export interface Call<Path extends string, Query, Body, Thing> {
  readonly params: ParamsOf<Path>
  readonly query: Query
  readonly body: Body
  /** What `find` found. */
  readonly thing: Thing
  readonly caller: Caller
  readonly origin: RequestOrigin
  readonly clock: Clock
  readonly request: HttpRequest
  /** Whether the caller might do something else, too. */
  may(action: Action, subject: Subject): boolean
  /**
   * For routes that are `late`. @throws Problem 403 for who may know of the subject (`visible`), 404 for others
   */
  require(action: Action, subject: Subject, visible?: Action): void
  /** The position after which a page begins, as the route's `position` wrote it. */
  readonly after: readonly (string | number)[] | undefined
}

/** A page of a list: the items, and the position after which the next one begins, if there is one. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: readonly (string | number)[] | undefined
}

/** What a handler answers. Times are epoch seconds, and absent is undefined: the frame renders both. */
export interface Reply<Body = unknown> {
  readonly status: number
  readonly body?: Body
  /** Below the API's base, of what was created. */
  readonly location?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as it is, in place of a body: exports. */
  readonly text?: string
  /** Where the next part of such a text begins, if there is one. */
  readonly next?: readonly (string | number)[] | undefined
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Tag =
  | 'Apps'
  | 'Registration requests'
  | 'Catalogue'
  | 'Organizations'
  | 'Installations'
  | 'Users'
  | 'Keys'
  | 'Sign-in'
  | 'Audit'

/** What a route says, whatever the types of its parts. */
export interface RouteFacts {
  readonly method: Method
  /** Below `/api/v1`. `:name` is a parameter. */
  readonly path: string
  /** The operation's name in the OpenAPI document: stable, since clients are generated from it. */
  readonly id: string
  readonly tag: Tag
  readonly summary: string
  readonly description?: string
  /** What the policy is asked. `public`: nobody has to say who they are. */
  readonly action: Action | 'public'
  /** Who may do this knows of the thing; others are answered as if it were not there. */
  readonly visible?: Action
  /** Whether the handler asks the policy itself, by `require`, since the subject depends on what was sent. */
  readonly late?: boolean
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Whether `body` only describes: the handler gets the JSON as it was sent, and hands it to what judges it. */
  readonly raw?: boolean
  /** Of the successful answer. */
  readonly status: 200 | 201 | 202 | 204
  readonly answer?: z.ZodType
  /** Whether the answer is a page of a list of `answer`s. */
  readonly list?: boolean
  /** Whether `If-Match` is heeded. */
  readonly conditional?: boolean
  /** Of an answer that is no JSON. */
  readonly text?: string
}

/** A route whose types are kept inside. */
export interface ApiRoute<Ports> extends RouteFacts {
  find(
    params: Readonly<Record<string, string>>,
    ports: Ports,
    caller: Caller,
  ): Promise<Found<unknown> | undefined>
  /** What `If-Match` is compared with, and what a PATCH is merged into: the thing as GET shows it. */
  readonly current: ((thing: unknown, ports: Ports) => unknown) | undefined
  handle(call: Call<string, unknown, unknown, unknown>, ports: Ports): Promise<Reply | Page<unknown>>
}

type Output<S, Otherwise> = S extends z.ZodType ? z.output<S> : Otherwise
type Input<S> = S extends z.ZodType ? z.input<S> : undefined

export interface RouteDefinition<
  Ports,
  Path extends string,
  Query extends z.ZodObject | undefined,
  Body extends z.ZodType | undefined,
  Answer extends z.ZodType | undefined,
  List extends boolean,
  Raw extends boolean,
  Thing,
> extends RouteFacts {
  readonly path: Path
  readonly raw?: Raw
  readonly query?: Query & z.ZodObject
  readonly body?: Body & z.ZodType
  readonly answer?: Answer & z.ZodType
  readonly list?: List
  /** Undefined if it is not there. Left out where the whole deployment is the subject. */
  readonly find?: (
    params: ParamsOf<Path>,
    ports: Ports,
    caller: Caller,
  ) => Promise<Found<Thing> | undefined> | Found<Thing> | undefined
  readonly current?: (thing: Thing, ports: Ports) => Input<Answer> | Promise<Input<Answer>>
  readonly handle: (
    call: Call<
      Path,
      Output<Query, Record<never, never>>,
      Raw extends true ? Readonly<Record<string, unknown>> : Output<Body, undefined>,
      Thing
    >,
    ports: Ports,
  ) => Promise<List extends true ? Page<Input<Answer>> : Reply<Input<Answer>>>
}

/** `const route = routeWith<PortsOfTheseRoutes>()`, then `route({ … })` for each. */
export const routeWith =
  <Ports>() =>
  <
    const Path extends string,
    Query extends z.ZodObject | undefined = undefined,
    Body extends z.ZodType | undefined = undefined,
    Answer extends z.ZodType | undefined = undefined,
    const List extends boolean = false,
    const Raw extends boolean = false,
    Thing = undefined,
  >(
    definition: RouteDefinition<Ports, Path, Query, Body, Answer, List, Raw, Thing>,
  ): ApiRoute<Ports> => {
    const { find, current, handle } = definition
    // The frame hands over what it parsed by the very schemas, and what `find` found.
    type Erased = ApiRoute<Ports>
    return {
      ...(definition as RouteFacts),
      find: async (params, ports, caller) =>
        find ? find(params as ParamsOf<Path>, ports, caller) : { subject: {}, thing: undefined },
      conditional: current !== undefined,
      current: current as Erased['current'],
      handle: handle as unknown as Erased['handle'],
    }
  }
