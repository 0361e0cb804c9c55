data "acme_requests" "open" {}

resource "acme_repository" "main" {
  archived = var.archived

  lifecycle {
    precondition {
      condition     = !var.archived || length(data.acme_requests.open.results) == 0
      error_message = "Close the requests first."
    }
  }
}

variable "archived" {}
