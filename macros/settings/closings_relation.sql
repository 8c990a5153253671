{% macro closings_relation() %}
    {#-
        Where the closings of billing periods come from, as {source: …} or {ref: …}: the var closings. Without it, the seed
        of the sample if the sample is built, else none.
    -#}
    {{ return(api_call_volume.declared_input('closings', var('closings', none), 'closings', of_sample='sample_closings')) }}
{% endmacro %}
