resource "kubernetes_config_map" "a" {
  data {
    main. = "${file("${path.module}/a.rego")}"
  }
}
