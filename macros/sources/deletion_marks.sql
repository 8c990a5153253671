{% macro deletion_marks() %}
    {#-
        The columns in which loaders mark a row as deleted in their source, in place of deleting it: the column's name -> the
        SQL by which a `where` keeps the other rows. As the loaders document them: Fivetran; Singer taps (Stitch, Meltano);
        Airbyte's change data capture; Debezium; PeerDB; Hevo.
    -#}
    {{ return({
        '_fivetran_deleted': 'not coalesce(_fivetran_deleted, false)',
        '_sdc_deleted_at': '_sdc_deleted_at is null',
        '_ab_cdc_deleted_at': '_ab_cdc_deleted_at is null',
        '__deleted': "coalesce(__deleted, 'false') <> 'true'",
        '_peerdb_is_deleted': 'not coalesce(_peerdb_is_deleted, false)',
        '__hevo__marked_deleted': 'not coalesce(__hevo__marked_deleted, false)',
    }) }}
{% endmacro %}
