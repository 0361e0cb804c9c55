public import Attestation
import Crypto
import Findings

/// Verifies signatures in this process: no file, no socket, no other program.
///
/// RSA keys are refused rather than handed to `ssh-keygen -Y verify`, which needs files on disk where
/// `verify` writes nothing; the trust root refuses them with a hint when it is read.
public struct CryptoSignatureVerifier: SignatureVerifier {
  public init() {}

  public func verify(
    _ signature: [UInt8], over message: [UInt8], key: PublicKey, scheme: SignatureScheme, namespace: String
  ) -> SignatureVerdict {
    switch (scheme, key.material) {
    case (.ed25519, .ed25519(let point)):
      verdict(isEd25519(signature, over: message, point: point))
    case (.ecdsaP256, .ecdsaP256(let point)):
      verdict(isDERSignature(signature, over: message, point: point))
    case (.ssh, _): verifySSH(signature, over: message, key: key, namespace: namespace)
    case (.ed25519, _), (.ecdsaP256, _):
      .invalid("a key of type \(key.algorithm) does not sign by the scheme \(scheme.rawValue)")
    }
  }

  private func verifySSH(
    _ armored: [UInt8], over message: [UInt8], key: PublicKey, namespace: String
  ) -> SignatureVerdict {
    let signature: SSHSignature
    do throws(AttestationError) {
      signature = try SSHSignature(armored: armored)
    } catch {
      return .invalid(error.message)
    }
    guard signature.publicKey == key else { return .invalid("it was made with another key") }
    guard signature.namespace.utf8.elementsEqual(namespace.utf8) else {
      return .invalid("it was made for another purpose than \(namespace)")
    }
    let hash =
      switch signature.hashAlgorithm {
      case .sha256: Array(SHA256.hash(data: message))
      case .sha512: Array(SHA512.hash(data: message))
      }
    let signedData = SSHSignature.signedData(
      namespace: namespace, hashAlgorithm: signature.hashAlgorithm, messageHash: hash)
    guard holds(signature, over: signedData, by: key) else { return verdict(false) }
    return .valid(signature.securityKey)
  }

  private func holds(_ signature: SSHSignature, over data: [UInt8], by key: PublicKey) -> Bool {
    switch (key.material, signature.value, signature.securityKey) {
    case (.ed25519(let point), .ed25519(let value), nil):
      return isEd25519(value, over: data, point: point)
    case (.ecdsaP256(let point), .ecdsaP256(let value), nil):
      return isRawSignature(value, over: data, point: point)
    case (.securityKeyEd25519(let point, let application), .ed25519(let value), let report?):
      let signed = report.signedData(application: application, data: data, sha256: .crypto)
      return isEd25519(value, over: signed, point: point)
    case (.securityKeyECDSAP256(let point, let application), .ecdsaP256(let value), let report?):
      let signed = report.signedData(application: application, data: data, sha256: .crypto)
      return isRawSignature(value, over: signed, point: point)
    default: return false
    }
  }

  private func isEd25519(_ signature: [UInt8], over message: [UInt8], point: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: point) else { return false }
    return key.isValidSignature(signature, for: message)
  }

  private func isDERSignature(_ signature: [UInt8], over message: [UInt8], point: [UInt8]) -> Bool {
    guard let key = try? P256.Signing.PublicKey(x963Representation: point),
      let value = try? P256.Signing.ECDSASignature(derRepresentation: signature)
    else { return false }
    return key.isValidSignature(value, for: message)
  }

  private func isRawSignature(_ signature: [UInt8], over message: [UInt8], point: [UInt8]) -> Bool {
    guard let key = try? P256.Signing.PublicKey(x963Representation: point),
      let value = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
    else { return false }
    return key.isValidSignature(value, for: message)
  }

  private func verdict(_ holds: Bool) -> SignatureVerdict {
    holds ? .valid(nil) : .invalid("these bytes are not what it signed")
  }
}
