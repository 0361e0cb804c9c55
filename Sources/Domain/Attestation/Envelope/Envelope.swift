public import Findings
import JSON

/// A DSSE envelope (v1.0.2): bytes, what they are, and signatures over both.
public struct Envelope: Hashable, Sendable {
  /// One signature and the key that it claims to be by.
  public struct Signature: Hashable, Sendable {
    /// A hint, empty when absent; what it names is decided by the trust root.
    public let keyID: String
    public let bytes: [UInt8]

    public init(keyID: String, bytes: [UInt8]) {
      self.keyID = keyID
      self.bytes = bytes
    }
  }

  public let payloadType: String
  /// The exact bytes that were signed; they are parsed only after verification, and never read anew.
  public let payload: [UInt8]
  public let signatures: [Signature]

  /// The largest envelope in JSON, in bytes; see `JSONLimits.signed`.
  public static let sizeLimit = JSONLimits.signed.bytes
  /// The most signatures read; each may cost a verification per key of the trust root.
  public static let signatureLimit = 16

  public init(payloadType: String, payload: [UInt8], signatures: [Signature]) {
    self.payloadType = payloadType
    self.payload = payload
    self.signatures = signatures
  }

  /// Signs `payload`: one envelope, one signature, which is what every DSSE verifier accepts.
  public init(signing payload: [UInt8], as payloadType: String, with signer: any Signer) throws(Failure) {
    let message = Self.preAuthenticationEncoding(payloadType: payloadType, payload: payload)
    self.init(
      payloadType: payloadType, payload: payload,
      signatures: [Signature(keyID: signer.keyID, bytes: try signer.sign(message))])
  }

  /// Reads one JSON object. Members that are not known are ignored, as DSSE demands.
  public init(parsing json: [UInt8]) throws(AttestationError) {
    do {
      let cursor = JSONCursor(try JSONReader.parse(json, limits: .signed))
      payloadType = try cursor.required("payloadType").string()
      payload = try Self.base64(cursor.required("payload"))
      let elements = try cursor.required("signatures").elements()
      guard elements.count <= Self.signatureLimit else {
        throw try cursor.required("signatures").invalid("has more than \(Self.signatureLimit) elements")
      }
      var signatures: [Signature] = []
      for element in elements {
        signatures.append(
          Signature(
            keyID: try element.optional("keyid")?.string() ?? "",
            bytes: try Self.base64(element.required("sig"))))
      }
      self.signatures = signatures
    } catch {
      throw .malformed("not a DSSE envelope: \(error)")
    }
  }

  /// One line of compact JSON without the line feed.
  public var json: [UInt8] {
    let members: [JSONValue] = signatures.map {
      ["keyid": .string($0.keyID), "sig": .string(Base64.encode($0.bytes))]
    }
    let value: JSONValue = [
      "payload": .string(Base64.encode(payload)), "payloadType": .string(payloadType),
      "signatures": .array(members),
    ]
    // Texts only: this cannot fail. Member names are written in canonical order, so the fallback is never
    // needed.
    return (try? CanonicalJSON.encode(value)) ?? PrettyJSON.encode(value)
  }

  /// The bytes that the signatures are over.
  public var preAuthenticationEncoding: [UInt8] {
    Self.preAuthenticationEncoding(payloadType: payloadType, payload: payload)
  }

  /// DSSE's PAE: `DSSEv1`, then type and body, each with its length in bytes.
  public static func preAuthenticationEncoding(payloadType: String, payload: [UInt8]) -> [UInt8] {
    Array("DSSEv1 \(payloadType.utf8.count) \(payloadType) \(payload.count) ".utf8) + payload
  }

  private static func base64(_ cursor: JSONCursor) throws(JSONShapeError) -> [UInt8] {
    guard let bytes = Base64.decodeAnyVariant(try cursor.string()) else {
      throw cursor.invalid("is not base 64")
    }
    return bytes
  }
}
