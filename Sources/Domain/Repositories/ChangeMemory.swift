/// Where classifiers keep what they made of the files of one change for the next change of a history, which meets most of
/// them again.
///
/// Only speed depends on it: what is kept is found by the ids of blobs, or by whole texts, and so is never out of date.
public final class ChangeMemory {
  private var kept: [AnyObject] = []

  public init() {}

  /// The memory of that type, made when it is first asked for.
  public func object<Kept: AnyObject>(_ make: () -> Kept) -> Kept {
    for case let object as Kept in kept { return object }
    let object = make()
    kept.append(object)
    return object
  }
}
