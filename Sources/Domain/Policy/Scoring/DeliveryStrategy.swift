/// How a deployment reaches its users.
public enum DeliveryStrategy: String, Hashable, Sendable, CaseIterable {
  case canary
  case blueGreen = "blue-green"

  /// The factor in percent by which it lowers the score of its own deployment: 0.5 against 0.8.
  public static let percent = 63
}
