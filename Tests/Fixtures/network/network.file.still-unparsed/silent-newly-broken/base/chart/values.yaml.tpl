image:
  tag: "1.0"

service:
  # NodePort, LoadBalancer or ClusterIP
  type: ClusterIP
# default alerts
prometheusRules: {}

after: 1
x: ${a}
