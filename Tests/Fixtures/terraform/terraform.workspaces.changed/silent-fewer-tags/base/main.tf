terraform {
  cloud {
    organization = "acme"

    workspaces {
      tags = ["search", "eks", "aws"]
    }
  }
}
