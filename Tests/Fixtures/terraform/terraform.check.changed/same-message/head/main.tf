data "acme_requests" "open" {}

resource "acme_repository" "main" {
  archived = var.archived

  lifecycle {
    precondition {
      condition     = !try(var.archived, false) || (contains(keys(data.acme_requests.open), "results") ? length(data.acme_requests.open.results) == 0 : true)
      error_message = "Close the requests first."
    }
  }
}

variable "archived" {}
