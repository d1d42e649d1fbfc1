/** A function failed; the name is what Step Functions matches. The message is the cause as AWS writes it. */
export class FunctionError extends Error {
  override readonly name: string;
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}
