import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RemovedFilter, SavedFilter, SavedFilterList, SavedFilterName, SaveFilter } from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { SavedFilters } from './saved-filters.service.js';

/** Named filters of the tenant. All who may read the fleet see them; changing what all see needs `fleet:write`. */
@ApiTags('Fleet')
@Controller('api/v1/fleet/saved-filters')
@Requires('fleet:read')
export class SavedFiltersController {
  constructor(private readonly filters: SavedFilters) {}

  @Get()
  @Answers(SavedFilterList)
  async list(): Promise<SavedFilterList> {
    return { filters: await this.filters.list() };
  }

  @Put(':name')
  @Requires('fleet:write')
  @Answers(SavedFilter)
  save(
    @Param('name', { schema: SavedFilterName }) name: string,
    @Body({ schema: SaveFilter }) input: SaveFilter,
  ): Promise<SavedFilter> {
    return this.filters.save(name, input);
  }

  @Delete(':name')
  @Requires('fleet:write')
  @Answers(RemovedFilter)
  async remove(@Param('name', { schema: SavedFilterName }) name: string): Promise<RemovedFilter> {
    await this.filters.remove(name);
    return { removed: name };
  }
}
