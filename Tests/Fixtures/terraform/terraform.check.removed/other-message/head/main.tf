data "acme_requests" "open" {}

resource "acme_repository" "main" {
  archived = var.archived

  lifecycle {
    precondition {
      condition     = length(data.acme_requests.open.results) < 10
      error_message = "Too many."
    }
  }
}

variable "archived" {}
