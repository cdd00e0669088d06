/** A column of the view `log`. */
export interface LogField {
  /** As in the event, with dots: `user.username`. Names are compared without regard to case. */
  readonly name: string;
  readonly type: 'varchar' | 'bigint' | 'double';
  /** The text is JSON: an object or an array. */
  readonly json?: boolean;
  /** One sentence. */
  readonly meaning: string;
  readonly example?: string;
}

/** What queries can name: the fields of the catalogue, and those that an opened log has besides. */
export interface LogSchema {
  /** Without regard to case. */
  field(name: string): LogField | undefined;
  readonly fields: readonly LogField[];
  /**
   * Whether the fields are all there are. Without an opened log they are not: a name below `annotations.` or `user.extra.` may exist.
   */
  readonly complete: boolean;
}
