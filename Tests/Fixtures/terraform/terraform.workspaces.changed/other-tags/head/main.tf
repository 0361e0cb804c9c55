terraform {
  cloud {
    organization = "acme"

    workspaces {
      tags = ["search", "aws"]
    }
  }
}
