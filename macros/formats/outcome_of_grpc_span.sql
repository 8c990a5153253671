{% macro outcome_of_grpc_span(status, error_type, is_error) %}
    {#-
        The outcome of a gRPC call by its server's span: by the status, else by `error_type`, which names the status of a call
        that failed. Without either, `server_error` where the span is marked as failed, else success: OpenTelemetry's
        conventions leave the span's status unset for what is not the server's fault, and older instrumentations write no
        status of gRPC for OK (open-telemetry/semantic-conventions, `docs/rpc/grpc.md`). Never null.
          status      a text: a number or a name
          error_type  a text, such as `NOT_FOUND` or the class of an exception
          is_error    a predicate, which may be null
    -#}
    coalesce(
        {{ api_call_volume.outcome_of_grpc_status(status) }},
        {{ api_call_volume.outcome_of_grpc_status(error_type) }},
        case when {{ is_error }} or {{ error_type }} is not null then 'server_error' else 'success' end
    )
{%- endmacro %}
