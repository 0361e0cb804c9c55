terraform {
  cloud {
    organization = "acme-labs"

    workspaces {
      tags = ["search", "aws"]
    }
  }
}
