{% macro rate_card_relation() %}
    {#-
        Where the prices come from, as {source: …} or {ref: …}: the var rate_card. Without it, the seed of the sample if the
        sample is built, else none.
    -#}
    {{ return(api_call_volume.declared_input('rate_card', var('rate_card', none), 'prices', of_sample='sample_rate_card')) }}
{% endmacro %}
