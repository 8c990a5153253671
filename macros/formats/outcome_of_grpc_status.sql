{% macro outcome_of_grpc_status(status) %}
    {#-
        The outcome of a gRPC call by its status: a number, or a name in any spelling (`NOT_FOUND`, `NotFound`). Null for any
        other text, and for null. Behind a proxy a gRPC call that failed has the HTTP status 200. Which of them are errors of the
        server is what OpenTelemetry's conventions say of server spans (open-telemetry/semantic-conventions,
        `docs/rpc/grpc.md`); who causes the others, `doc/statuscodes.md` of grpc/grpc. RESOURCE_EXHAUSTED is mostly a quota.
    -#}
    {%- set outcomes = {
        'success': ['0', 'OK'],
        'aborted': ['1', 'CANCELLED', 'CANCELED'],
        'server_error': [
            '2', 'UNKNOWN', '4', 'DEADLINEEXCEEDED', '12', 'UNIMPLEMENTED', '13', 'INTERNAL', '14', 'UNAVAILABLE', '15', 'DATALOSS',
        ],
        'auth_failed': ['7', 'PERMISSIONDENIED', '16', 'UNAUTHENTICATED'],
        'rate_limited': ['8', 'RESOURCEEXHAUSTED'],
        'client_error': [
            '3', 'INVALIDARGUMENT', '5', 'NOTFOUND', '6', 'ALREADYEXISTS', '9', 'FAILEDPRECONDITION', '10', 'ABORTED', '11', 'OUTOFRANGE',
        ],
    } -%}
    case replace(upper(trim({{ status }})), '_', '')
        {%- for outcome, statuses in outcomes.items() %}
        {%- for each in statuses %}
        when '{{ each }}' then '{{ outcome }}'
        {%- endfor %}
        {%- endfor %}
    end
{%- endmacro %}
