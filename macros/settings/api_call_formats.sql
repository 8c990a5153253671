{% macro api_call_formats() %}
    {#- The log formats that this package reads. Each has a folder in models/staging/. -#}
    {{ return([
        'apigee',
        'apisix',
        'aws_alb',
        'aws_api_gateway',
        'aws_cloudtrail',
        'azure_api_management',
        'azure_application_gateway',
        'azure_front_door',
        'cloudevents',
        'cloudflare',
        'columns',
        'envoy',
        'envoy_gateway',
        'gcp_logging',
        'kong',
        'kubernetes_audit',
        'lines',
        'moesif',
        'nginx',
        'opentelemetry',
        'segment',
        'traefik',
        'tyk',
        'zipkin',
    ]) }}
{% endmacro %}
