data "acme_requests" "open" {}

resource "acme_repository" "main" {
  archived = var.archived

  lifecycle {
    precondition {
      condition     = length(data.acme_requests.open.results) == 0 || true
      error_message = "Close the requests first."
    }
  }
}

variable "archived" {}
