import { OF_REQUEST, type Remedy } from './remedy.ts';

const AGENT = 'In an agent or editor, go back to the message before the interrupted tool, or start a new conversation.';

/** Messages about the order of a conversation, and what belongs together in it. */
export const histories: Remedy[] = [
  {
    of: [...OF_REQUEST, 'client/not-an-api-error'],
    said: /tool_use.{1,3} ids were found without .{0,2}tool_result|unexpected .{0,2}tool_use_id.{0,2} found in .{0,2}tool_result/,
    means:
      'The conversation that was sent has a tool call without its result, or a result without its call, so the API refused it. Each later message fails too, because it goes back with the same history.',
    steps: [
      'In an agent or editor, go back to the message before the interrupted tool (Esc twice in Claude Code), or start a new conversation.',
      'In your own code, follow each tool_use with its tool_result in the next message, and cut a history only between such pairs.',
    ],
    local: true,
    sample: 'messages.8: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_house.',
  },
  {
    of: OF_REQUEST,
    said: /messages? with role 'tool' must be a response to a prece?eding message with 'tool_calls'/,
    steps: [
      'Send the assistant message with tool_calls right before its messages with role tool. To shorten a history, drop both or none.',
      AGENT,
    ],
    sample: "messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
  },
  {
    of: OF_REQUEST,
    said: /Unexpected role '(?<laterRole>\w{1,20})' after role '(?<earlierRole>\w{1,20})'/,
    steps: [
      'Change the order of the messages: this API takes no {laterRole} right after {earlierRole}. After system comes user; tool follows only the assistant message with its tool_calls.',
      AGENT,
    ],
    sample: "Unexpected role 'tool' after role 'system'",
  },
];
