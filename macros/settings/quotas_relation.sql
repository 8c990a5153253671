{% macro quotas_relation() %}
    {#-
        Where the quotas of accounts come from, as {source: …} or {ref: …}: the var quotas. Without it, the seed of the
        sample if the sample is built, else none.
    -#}
    {{ return(api_call_volume.declared_input('quotas', var('quotas', none), 'quotas', of_sample='sample_quotas')) }}
{% endmacro %}
