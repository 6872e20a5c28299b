/** WeChat Pay says no: HTTP status, code and message as it answers them. */
export class PayRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
