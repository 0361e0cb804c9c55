terraform {
  cloud {
    organization = "acme"

    workspaces {
      tags = ["search-old", "aws"]
    }
  }
}
