import Findings

/// The environments that a root module names: in its path, its state, its provider and its variables.
enum Environments {
  static func named(by root: ModuleView) -> Set<String> {
    let texts = ([root.directory] + EnvironmentPlaces.places(of: [root])).map(\.display)
    let words = texts.flatMap { $0.lowercased().split { !$0.isLetter && !$0.isNumber } }
    return Set(words.compactMap { names[String($0)] })
  }

  private static let names = [
    "production": "production", "prod": "production", "prd": "production", "live": "production", "staging": "staging",
    "stage": "staging", "stg": "staging", "preproduction": "preproduction", "preprod": "preproduction",
    "development": "development", "develop": "development", "dev": "development", "sandbox": "sandbox",
    "ephemeral": "ephemeral", "test": "test", "testing": "test", "qa": "qa", "uat": "uat", "integration": "integration",
    "int": "integration", "demo": "demo", "perf": "performance", "performance": "performance",
    "nonprod": "nonproduction",
    "nonproduction": "nonproduction", "dr": "recovery",
  ]
}
