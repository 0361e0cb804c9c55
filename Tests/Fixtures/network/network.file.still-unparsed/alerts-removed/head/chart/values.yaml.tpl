image:
  tag: "1.0"

   indentation: wrong
service:
  # NodePort, LoadBalancer or ClusterIP
  type: ClusterIP
# default alerts
prometheusRules: {}

after: 1
x: ${a}
