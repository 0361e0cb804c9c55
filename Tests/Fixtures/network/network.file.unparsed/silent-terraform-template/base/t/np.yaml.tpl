apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: a
  namespace: ${ns}
spec:
  podSelector: {}
%{ if x }
  policyTypes: [Ingress]
%{ endif }
