apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: a
  namespace: ${ns}
  labels: {a: b}
spec:
  podSelector: {}
%{ if x }
  policyTypes: [Ingress]
%{ endif }
