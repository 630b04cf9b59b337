/**
 * Sentences about a failure that did not happen, or no longer does: what to do when it comes, and what is over. The words for both stand here
 * alone, in one table each.
 */

/** Words with which a condition begins. */
const CONJUNCTION = '(?:if|when(?:ever)?|unless|until|once|after|every time|in case|should)';
/** Who meets the failure there: a reader, a program, a thing of theirs. */
const SUBJECT =
  '(?:you|we|they|i|it|this|one|users?|customers?|callers?|clients?|servers?|requests?|calls?|(?:the|an?|my|our|your) [a-z]\\w{1,20}(?: [a-z]\\w{1,20})?)';
/** What stands between the two: when it happens, and how surely. */
const MODAL = '(?:(?:may|might|can|will|often|sometimes|ever|still|do|does|always|only|also|suddenly|accidentally) )?';
/** How they meet it. */
const VERB =
  '(?:got|gets?|sees?|hits?|receives?|encounters?|runs? into|reports?|asks?(?: about)?|says?|mentions?|answers? with|responds? with|returns?|throws?|shows?|prints?|fails?(?: with)?)';
/** A person who tells what they asked, and a time that passed before it came, are no condition. */
const REPORTED = '(?!i ask\\b|(?:an?|the|some|few) (?:seconds?|minutes?|moments?|hours?|while|days?)\\b)';
const CONDITION = `${CONJUNCTION} ${REPORTED}${SUBJECT} ${MODAL}${VERB}\\b`;

/** Right before the failure, or at the beginning of the sentence that has it. */
const NEAR = new RegExp(`\\b${CONDITION}[^.!?\\n]{0,40}$`, 'i');
const OPENING = new RegExp(`^\\W{0,6}${CONDITION}`, 'i');
const SENTENCE_END = /\. [A-Z]|[!?\n]/;

/** Whether the words behind `before` are what may happen, by a condition earlier in their sentence. `before`: their line up to them. */
export function isConditional(before: string): boolean {
  return NEAR.test(before.slice(-160)) || (OPENING.test(before.slice(0, 160)) && !SENTENCE_END.test(before));
}

/** Words of a person or a report on a failure that is over. */
const RESOLVED =
  /\b(?:turned out|it (?:now )?works (?:again|now|fine)?|works (?:again|now)|was getting|used to (?:get|see)|got solved|i (?:solved|fixed)|(?:returned|back) to (?:zero|normal)|post-?mortem|no longer (?:fails?|happens|occurs))\b/i;
/** The mark behind an entry of a list that was dealt with. */
const RESOLVED_MARK = /\((?:resolved|fixed|closed|done|merged|mitigated|solved)\)\s*$/i;

/** Whether a text says of its failure that it is over. */
export function isResolved(text: string): boolean {
  return RESOLVED.test(text) || RESOLVED_MARK.test(text);
}
